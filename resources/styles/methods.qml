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
        <paletteEntry value="1" color="#6a3d9a" alpha="255" label="Neural network"/>
        <paletteEntry value="2" color="#1f78b4" alpha="255" label="Gaussian process"/>
        <paletteEntry value="3" color="#33a02c" alpha="255" label="Trend, harmonics and bridged residual"/>
        <paletteEntry value="4" color="#e6a817" alpha="255" label="Season means and bridged residual"/>
        <paletteEntry value="5" color="#9a9a9a" alpha="255" label="Linear interpolation"/>
      </colorPalette>
    </rasterrenderer>
    <rasterresampler/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
