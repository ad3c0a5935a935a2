<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="-1" classificationMax="1">
      <rasterTransparency/>
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="-1" maximumValue="1" labelPrecision="4">
          <colorramp type="gradient" name="[source]">
            <Option type="Map">
              <Option type="QString" name="color1" value="118,42,131,255"/>
              <Option type="QString" name="color2" value="27,120,55,255"/>
              <Option type="QString" name="discrete" value="0"/>
              <Option type="QString" name="rampType" value="gradient"/>
              <Option type="QString" name="stops" value="0.166667;175,141,195,255:0.333333;231,212,232,255:0.5;247,247,247,255:0.666667;217,240,211,255:0.833333;127,191,123,255"/>
            </Option>
          </colorramp>
          <item value="-1" color="#762a83" alpha="255" label="-1"/>
          <item value="-0.666667" color="#af8dc3" alpha="255" label="-0.6667"/>
          <item value="-0.333333" color="#e7d4e8" alpha="255" label="-0.3333"/>
          <item value="0" color="#f7f7f7" alpha="255" label="0"/>
          <item value="0.333333" color="#d9f0d3" alpha="255" label="0.3333"/>
          <item value="0.666667" color="#7fbf7b" alpha="255" label="0.6667"/>
          <item value="1" color="#1b7837" alpha="255" label="1"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <rasterresampler/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
