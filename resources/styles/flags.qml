<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="paletted" band="1" opacity="1" alphaBand="-1" nodataColor="">
      <rasterTransparency/>
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
      </minMaxOrigin>
      <colorPalette>
        <paletteEntry value="0" color="#d9dde1" alpha="0" label="outside"/>
        <paletteEntry value="1" color="#3f7fbf" alpha="255" label="observed"/>
        <paletteEntry value="2" color="#f2a33a" alpha="255" label="filled"/>
        <paletteEntry value="3" color="#c0392b" alpha="255" label="gap left open"/>
        <paletteEntry value="4" color="#8e44ad" alpha="255" label="outlier replaced"/>
      </colorPalette>
    </rasterrenderer>
    <rasterresampler/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
